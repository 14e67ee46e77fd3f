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
    judge: 'hadolint',
    rule: 'DL3059',
    file: /^oms\/oms(-dev)?\/core(-site)?\/Dockerfile$/,
    reason:
      'These stages are thrown away, so layers cost nothing. Each step is cached by itself: an extension is not ' +
      'compiled again after a failure behind it.',
  },
  {
    judge: 'hadolint',
    rule: 'SC2016',
    file: /^oms\/oms(-dev)?\/core(-site)?\/Dockerfile$/,
    reason: 'The words are for PHP, FPM and awk, which have variables of their own.',
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
    rule: 'ssrf',
    reason:
      'What follows the name of the upstream is a path: the map gives a text that begins with a slash, or nothing, and then ' +
      'nginx takes the path that it has read itself.',
  },
  {
    judge: 'gixy',
    rule: 'default_server_flag',
    reason: 'One server has the flag; gixy takes "so_keepalive=4m::" behind it for an address with a port.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2250',
    reason: 'An optional rule of style: braces around every variable, needed or not. The others are worth having on.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2046',
    file: /-test\.sh$/,
    reason: 'The words of the answer are the point: the second one is the status. Patterns are off.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2312',
    file: /-test\.sh$/,
    reason: 'A program that fails prints no status, and a missing status fails the check.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2016',
    file: /-test\.sh$/,
    reason: 'The inner script has arguments of its own.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2312',
    file: /\/(backup|dump|on-schedule)\.sh$/,
    reason: 'A program that fails prints nothing, and a missing word fails the comparison, or is missing in a message.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2249',
    file: /\/backup\.sh$/,
    reason: 'An answer to another question is waited past, and a name is one of two kinds.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2194',
    file: /\/(backup|on-schedule)\.sh$/,
    reason: 'The constant word is the months or days of the schedule, which synth writes there.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2043',
    file: /\/(backup|on-schedule)\.sh$/,
    reason: 'The schedule may have one hour or one minute.',
  },
  {
    judge: 'shellcheck',
    rule: 'SC2012',
    file: /\/backup\.sh$/,
    reason: 'The first name is for a message; that there is one is what counts.',
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
