import {
  and,
  arg,
  checkDockerfile,
  cmd,
  command,
  copy,
  env,
  expression,
  type Instruction,
  pipe,
  run,
  type Stage,
  type StageHead,
  stage,
  user,
  variable,
  workdir,
} from '../../../../lib/languages/dockerfile';

function ids(...stages: readonly Stage[]): readonly string[] {
  return checkDockerfile(stages).map(({ id }) => id);
}

/** What is found in a last stage that is fine otherwise. */
function inStage(...instructions: readonly Instruction[]): readonly string[] {
  return ids(stage({ from: 'node:22' }, [...instructions, user('node')]));
}

describe('a finding', () => {
  it('says what, where and what to do', () => {
    expect(checkDockerfile([stage({ from: 'node:22', name: 'final' }, [user('root')])])).toEqual([
      {
        id: 'final-stage-root',
        message: 'The containers run as root.',
        remedy: 'End the last stage with a user other than root.',
        path: ['stage final', 'USER'],
      },
    ]);
  });
});

describe('the user of the containers', () => {
  it('is somebody, and not root', () => {
    expect(ids(stage({ from: 'node:22' }, []))).toEqual(['final-stage-user-missing']);
    for (const root of ['root', '0', '0:0', 'root:app']) {
      expect(ids(stage({ from: 'node:22' }, [user('app'), user(root)]))).toEqual(['final-stage-root']);
    }
    expect(ids(stage({ from: 'node:22' }, [user('root'), user('app')]))).toEqual([]);
    expect(ids(stage({ from: 'node:22' }, [user(variable('USER'))]))).toEqual([]);
  });

  it('comes from the stage below as well', () => {
    const base = (name: string) => stage({ from: 'node:22', name: 'base' }, [user(name)]);
    expect(ids(base('app'), stage({ from: 'base' }, []))).toEqual([]);
    expect(ids(base('root'), stage({ from: 'base' }, []))).toEqual(['final-stage-root']);
    expect(ids(base('app'), stage({ from: 'other:1' }, []))).toEqual(['final-stage-user-missing']);
  });
});

describe('images', () => {
  const from = (head: StageHead['from']) => ids(stage({ from: head }, [user('app')]));

  it('have a version', () => {
    expect(from('node')).toEqual(['image-untagged']);
    expect(from('localhost:5000/node')).toEqual(['image-untagged']);
    expect(from('node:latest')).toEqual(['image-latest']);
    expect(inStage(copy(['/x'], '/', { from: 'org/tool' }))).toEqual(['image-untagged']);
    for (const image of ['node:22', 'localhost:5000/node:22', 'node@sha256:abc', 'scratch'])
      expect(from(image)).toEqual([]);
  });

  it('use only arguments that are declared in front', () => {
    const stages = [stage({ from: expression`node:${variable('NODE')}` }, [user('app')])];
    expect(checkDockerfile(stages).map(({ id }) => id)).toEqual(['argument-undeclared']);
    expect(checkDockerfile(stages, { args: [arg('NODE', '22')] })).toEqual([]);
  });
});

describe('stages', () => {
  const build = stage({ from: 'node:22', name: 'build' }, []);
  const last = (...instructions: readonly Instruction[]) => stage({ from: 'node:22' }, [...instructions, user('app')]);

  it('are named before files are taken from them', () => {
    expect(ids(build, last(copy(['/a'], '/', { from: 'build' })))).toEqual([]);
    expect(ids(build, last(copy(['/a'], '/', { from: '0' })))).toEqual([]);
    expect(ids(build, last(copy(['/a'], '/', { from: 'bulid' })))).toEqual(['stage-unknown']);
    expect(ids(build, last(copy(['/a'], '/', { from: '1' })))).toEqual(['stage-unknown']);
    const mount = { type: 'bind', target: '/x', from: 'bulid' } as const;
    expect(ids(build, last(run(command('x'), { mounts: [mount] })))).toEqual(['stage-unknown']);
    expect(
      ids(stage({ from: 'node:22', name: 'first' }, [copy(['/a'], '/', { from: 'build' })]), build, last()),
    ).toEqual(['stage-unknown']);
  });

  it('have names of their own', () => {
    expect(ids(build, build, last())).toEqual(['stage-name-taken']);
    expect(ids(stage({ from: 'node:22', name: 'scratch' }, []), last())).toEqual(['stage-name-taken']);
  });
});

describe('apt-get', () => {
  const update = command('apt-get', 'update');
  const install = command('apt-get', 'install', '--yes', 'curl');
  const clean = command('rm', '-rf', '/var/lib/apt/lists');

  it('updates, installs without asking and cleans up in one RUN', () => {
    expect(inStage(run(and(update, install, clean)))).toEqual([]);
    expect(inStage(run(install))).toEqual(['apt-update-missing']);
    expect(inStage(run(update), run(install))).toEqual(['apt-update-alone', 'apt-update-missing']);
    expect(inStage(run(and(update, install)))).toEqual(['apt-lists-kept']);
    expect(inStage(run(and(update, command('apt-get', 'install', 'curl'), clean)))).toEqual(['apt-asks']);
    expect(inStage(run(and(update, command('env', 'A=b', 'apt-get', 'install', 'x'), clean)))).toEqual(['apt-asks']);
  });

  it('may keep its lists where the image does not', () => {
    for (const target of ['/var/lib/apt', '/var/lib/apt/lists/']) {
      expect(inStage(run(and(update, install), { mounts: [{ type: 'cache', target }] }))).toEqual([]);
    }
    const elsewhere = { mounts: [{ type: 'cache', target: '/var/lib/a' }] } as const;
    expect(inStage(run(and(update, install), elsewhere))).toEqual(['apt-lists-kept']);
  });

  it('is not seen in what is no program', () => {
    expect(inStage(run(command('echo', 'apt-get', 'install')))).toEqual([]);
  });
});

describe('instructions', () => {
  it('work in a folder that is known', () => {
    expect(inStage(workdir('app'))).toEqual(['workdir-relative']);
    expect(inStage(workdir('/app'), workdir('sub'))).toEqual([]);
    expect(inStage(workdir(variable('HOME')))).toEqual([]);
    const base = stage({ from: 'node:22', name: 'base' }, [workdir('/app')]);
    expect(ids(base, stage({ from: 'base' }, [workdir('sub'), user('app')]))).toEqual([]);
  });

  it('hold no secrets', () => {
    for (const name of ['DB_PASSWORD', 'api_key', 'TOKEN', 'GITHUB_TOKEN', 'AUTH']) {
      expect(inStage(env({ [name]: 'x' }))).toEqual(['secret-in-image']);
      expect(inStage(arg(name))).toEqual(['secret-in-image']);
    }
    for (const name of ['DB_PASSWORD_FILE', 'PUBLIC_KEY', 'KEYBOARD', 'AUTHOR', 'KEY_VERSION']) {
      expect(inStage(env({ [name]: 'x' }))).toEqual([]);
    }
    const stages = [stage({ from: 'node:22' }, [user('app')])];
    expect(checkDockerfile(stages, { args: [arg('NPM_TOKEN')] }).map(({ id }) => id)).toEqual(['secret-in-image']);
  });

  it('are not said twice where only the last one counts', () => {
    expect(inStage(cmd(['a']), cmd(['b']))).toEqual(['instruction-repeated']);
    expect(inStage(cmd(['a']))).toEqual([]);
  });

  it('see the failure of every command of a pipe', () => {
    const piped = run(and(command('x'), pipe(command('a'), command('b'))));
    expect(inStage(piped)).toEqual(['pipe-hides-failure']);
    expect(ids(stage({ from: 'node:22', shell: 'bash' }, [piped, user('app')]))).toEqual([]);
  });

  it('copy several files into a folder', () => {
    expect(inStage(copy(['a', 'b'], '/c'))).toEqual(['copy-needs-folder']);
    for (const to of ['/c/', '.', variable('DIR')]) expect(inStage(copy(['a', 'b'], to))).toEqual([]);
  });
});
