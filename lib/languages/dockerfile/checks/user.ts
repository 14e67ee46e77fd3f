import type { DockerfileFinding } from '../finding';
import { literalText } from '../text';
import { type Check, chain, pathOf } from './place';

/**
 * - `final-stage-user-missing`: nothing says as whom the containers run, which is root unless the base image says
 *   otherwise.
 * - `final-stage-root`: the last USER is root.
 *
 * @see https://docs.docker.com/build/building/best-practices/#user
 */
export const finalUser: Check = ({ stages }): readonly DockerfileFinding[] => {
  const last = stages.at(-1);
  if (last === undefined) return [];
  const users = chain(stages, last).flatMap((stage) =>
    stage.instructions.filter(({ kind }) => kind === 'USER').toReversed(),
  );
  const [user] = users;
  if (user === undefined) {
    return [
      {
        id: 'final-stage-user-missing',
        message: 'Nothing says as whom the containers run, so they run as root unless the base image says otherwise.',
        remedy: 'End the last stage with a user.',
        path: pathOf(last),
      },
    ];
  }
  const name = user.kind === 'USER' ? literalText(user.user)?.split(':')[0] : undefined;
  if (name === undefined || !/^(?:root|0+)$/.test(name)) return [];
  return [
    {
      id: 'final-stage-root',
      message: 'The containers run as root.',
      remedy: 'End the last stage with a user other than root.',
      path: pathOf(last, user),
    },
  ];
};
