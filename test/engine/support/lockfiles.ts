/**
 * Lock files as package managers write them, for projects that are made in a test.
 *
 * @module
 */
import { userInfo } from 'node:os';
import { run } from './command';
import { images } from './images';

const IMAGE = 'node:22-bookworm-slim';

/** How each makes a lock file and nothing else. */
const COMMANDS = {
  npm: 'npm install --package-lock-only --ignore-scripts --no-audit --no-fund',
  pnpm: 'pnpm install --lockfile-only --ignore-scripts',
  yarn1:
    'node /opt/yarn-*/bin/yarn.js install --ignore-scripts --non-interactive && rm -rf node_modules */*/node_modules',
  yarn4: 'yarn install --mode=update-lockfile',
} as const;

const TOOLS = `FROM ${IMAGE}
RUN npm install --global --force pnpm@10.34.9 @yarnpkg/cli-dist@4.18.1
ENV HOME=/tmp/home CI=true YARN_ENABLE_IMMUTABLE_INSTALLS=false YARN_ENABLE_GLOBAL_CACHE=true
`;

/** Writes the lock file of a folder that has a `package.json`. */
export async function lock(folder: string, manager: keyof typeof COMMANDS): Promise<void> {
  await images(IMAGE);
  const { stdout } = await run('docker', ['build', '--quiet', '-'], { input: TOOLS, timeout: 300_000 });
  const { uid, gid } = userInfo();
  const options = ['--rm', '--user', `${uid}:${gid}`, '--volume', `${folder}:/project`, '--workdir', '/project'];
  await run('docker', ['run', ...options, stdout.trim(), 'sh', '-euc', COMMANDS[manager]], { timeout: 300_000 });
}
