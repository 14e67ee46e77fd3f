/**
 * What judges find and we keep, each with its reason. An entry that no judge needs any more fails the tests.
 *
 * @module
 */
export interface Allowed {
  readonly judge: string;
  readonly rule: string;
  /** Files that it is allowed in. @default all */
  readonly file?: RegExp;
  readonly reason: string;
}

export const allowed: readonly Allowed[] = [
  {
    judge: 'hadolint',
    rule: 'DL3008',
    reason:
      'Debian keeps only the newest version of a package in a release, so a pinned one cannot be installed after the ' +
      'next security update. Who wants one all the same writes `packages: ["imagemagick=8:7.1…"]`.',
  },
  {
    judge: 'hadolint',
    rule: 'DL3059',
    file: /^phoenix\/kitteh\/web\/Dockerfile$/,
    reason:
      'The steps of a Mix release are in a stage that is thrown away, so layers cost nothing, and each is cached by ' +
      'itself: assets.deploy downloads programs, and after a failed download the app is not compiled again.',
  },
  {
    judge: 'checkov',
    rule: 'CKV_DOCKER_2',
    reason:
      'Health checks are in compose.yaml: they ask the port and path of the construct, and the migration, which runs ' +
      'the same image, answers no requests.',
  },
  {
    judge: 'gixy',
    rule: 'try_files_is_evil_too',
    reason:
      'With open_file_cache, nginx goes on serving for a minute what the app has removed from a volume; what is saved ' +
      'is a look-up of a name that the kernel has in memory.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2250',
    reason: 'An optional rule of style: braces around every variable, needed or not. The others are worth having on.',
  },
  {
    judge: 'yamllint',
    rule: 'line-length',
    reason: 'A value stays on one line, where it can be found and copied; folding it adds rules about spaces.',
  },
  {
    judge: 'yamllint',
    rule: 'document-start',
    reason: 'A Compose file is one document, and examples of Compose have no `---`.',
  },
];
