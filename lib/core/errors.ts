/**
 * The catalogue of what can go wrong while a tree is built.
 *
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { nearest, quoted, shown } from '../words';
import type { Mistake } from './form';
import { type DiagnosticProps, pathOf } from './problem';

export const scopeMissing = (id: string): Error =>
  new Error(`${quoted(id)} was given no construct to live in: the first argument is the scope, usually \`this\`.`);

/** @param path of the construct; its author made the first one of it, which made the others */
export const stackMissing = (path: string): Error =>
  new Error(
    `${quoted(path.split('/')[0])} stands in no Stack: create it inside a class that extends Stack, with \`this\` as its scope.`,
  );

export const reachOfNothing = (target: unknown): Error =>
  new Error(
    `reachableOnlyFrom was given ${described(target)}: its first argument is a workload, a provider or a Service.`,
  );

export const idReserved = (id: string): DiagnosticProps => ({
  id: 'id-reserved',
  message: `${quoted(id)} cannot be the id of a construct: every JavaScript object already has a property of that name.`,
  remedy: 'Choose another id.',
});

export const idWholeNumber = (id: string): DiagnosticProps => ({
  id: 'id-whole-number',
  message: `${quoted(id)} cannot be the id of a construct: ids that are whole numbers lose their place in the order.`,
  remedy: `Put a word before it, such as "web-${id}".`,
});

export const idInvalid = (id: string): DiagnosticProps => ({
  id: 'id-invalid',
  message: `${quoted(id)} cannot be the id of a construct: it becomes part of a Compose name.`,
  remedy: 'Use letters, digits, "-", "_" and ".", and begin with a letter or a digit.',
});

export const renamedFromItself = (id: string): DiagnosticProps => ({
  id: 'renamed-from-itself',
  message: `This construct is renamed from ${quoted(id)}, which is its id.`,
  remedy: 'Name the id that it had before, or take `renamedFrom` away.',
});

export const idTaken = (id: string, other?: IConstruct): DiagnosticProps => ({
  id: 'id-taken',
  message: `Two constructs in one place have the id ${quoted(id)}.`,
  remedy: 'Give one of them another id.',
  ...(other && { related: [{ message: 'the other one', construct: other }] }),
});

export const nameMissing = (): DiagnosticProps => ({
  id: 'name-missing',
  message: '"Default" stands for the construct around it, and a Stack is no Compose element.',
  remedy: 'Choose another id, or create it inside a construct of its own.',
});

export const stackInStack = (): DiagnosticProps => ({
  id: 'stack-in-stack',
  message: 'A Stack stands inside another Stack; each becomes a Compose project of its own, so they cannot nest.',
  remedy: 'Create both in the App, or make the inner one a Construct.',
});

export const stackNameInvalid = (name: unknown): DiagnosticProps => ({
  id: 'stack-name-invalid',
  message: `${quoted(name)} cannot be a Compose project name.`,
  // https://docs.docker.com/reference/compose-file/version-and-name/
  remedy: 'Use lower-case letters, digits, "-" and "_", and begin with a letter or a digit.',
});

export const folderInvalid = (folder: unknown): DiagnosticProps => ({
  id: 'folder-invalid',
  message: `${quoted(folder)} cannot be the output folder of a stack: it is one name below the output folder of synth.`,
  remedy: 'Use letters, digits, "-", "_" and ".", and begin with a letter or a digit.',
});

export const environmentMissing = (): DiagnosticProps => ({
  id: 'environment-missing',
  message: 'The stack was not told what it is synthesized for.',
  remedy: 'Pass { environment: Environment.development() } or { environment: Environment.production({ domain: … }) }.',
});

export const domainMissing = (): DiagnosticProps => ({
  id: 'domain-missing',
  message: 'The environment of the stack has no domain.',
  remedy: 'Say it: Environment.production({ domain: "example.org" }).',
});

export const notAConstruct = (verb: string, wanted: string, got: unknown): DiagnosticProps => ({
  id: 'not-a-construct',
  message: `${verb} was given ${described(got)} where it takes ${wanted}.`,
  remedy: typeof got === 'string' ? 'Pass the construct itself, not its name.' : `Pass ${wanted}.`,
});

/** A value in the middle of a sentence: a construct by its path and its class. */
function described(got: unknown): string {
  return Construct.isConstruct(got) ? `${quoted(pathOf(got))}, ${shown(got)},` : shown(got);
}

const argumentWrong = (message: string, remedy: string): DiagnosticProps => ({
  id: 'argument-invalid',
  message,
  remedy,
});

export const argumentInvalid = (
  taker: string,
  [name = '', ...keys]: readonly string[],
  { value, noun, remedy, names }: Omit<Mistake, 'keys'>,
): DiagnosticProps => {
  const own = keys.at(-1) ?? name;
  if (names) return optionUnknown([taker, name, ...keys].slice(0, -1).join('.'), own, names, nearest(own, names));
  const place = `\`${[name, ...keys].join('.')}\``;
  const given = value === undefined ? `no ${place}` : `${described(value)} as ${place}`;
  return argumentWrong(`${taker} was given ${given}.`, remedy ?? `Pass ${noun}.`);
};

export const argumentsInvalid = (taker: string, value: unknown, required: readonly string[]): DiagnosticProps => {
  // classes take properties, and verbs options
  const all = /^[a-z]/.test(taker) ? 'options' : 'properties';
  const given = value === undefined ? `no ${all}` : `${described(value)} as its ${all}`;
  const example = required.length > 0 ? ` such as { ${required.map((name) => `${name}: …`).join(', ')} }` : '';
  return argumentWrong(`${taker} was given ${given}.`, `Pass a map${example}.`);
};

/** @param outcome of the function: `returned 1`, `threw: …` */
export const answerInvalid = (name: string, outcome: string, noun: string): DiagnosticProps => ({
  id: 'answer-invalid',
  message: `The function \`${name}\` ${outcome}.`,
  remedy: `Let it return ${noun}.`,
});

export const leftOut = (verb: string, other: IConstruct): DiagnosticProps => ({
  id: 'left-out',
  message: `${verb} was given ${quoted(pathOf(other))}, which is left out here.`,
  remedy: 'Let this go with it, under the same condition. Or enable it.',
  related: [{ message: 'the construct that is left out', construct: other }],
});

export const otherStack = (verb: string, other: IConstruct, otherName: string, ownName: string): DiagnosticProps => ({
  id: 'other-stack',
  message: `${verb} was given ${quoted(pathOf(other))}, which belongs to stack ${quoted(otherName)} and not to ${quoted(ownName)}.`,
  remedy: 'Create what it needs in the same stack: two Compose projects share neither networks nor volumes.',
  related: [{ message: 'the construct of the other stack', construct: other }],
});

export const pathInvalid = (path: string): DiagnosticProps => ({
  id: 'artifact-path-invalid',
  message: `${quoted(path)} cannot be the path of a generated file.`,
  remedy: 'Use a relative path with forward slashes and without "..".',
});

export const targetNotAbsolute = (what: string, target: unknown): DiagnosticProps => ({
  id: 'target-not-absolute',
  message: `${what} is to appear at ${quoted(target)} in the container, which is no absolute path.`,
  remedy: 'Begin the path with "/".',
});

export const secretFileNameInvalid = (name: unknown): DiagnosticProps => ({
  id: 'secret-file-name-invalid',
  message: `A secret is to be read as ${quoted(name)}, which is no file name below /run/secrets.`,
  remedy: 'Use letters, digits, "-", "_" and "." only.',
});

export const generatedNowhere = (): DiagnosticProps => ({
  id: 'secret-generated-nowhere',
  message: 'The secret is to be generated, and names no file for it.',
  remedy: 'Name one: { file: "./secrets/key", generate: { length: 32 } }.',
});

export const extensionName = (name: unknown): DiagnosticProps => ({
  id: 'extension-name',
  message: `${quoted(name)} cannot be the id of an Extension: Compose ignores only keys that begin with "x-".`,
  remedy: `Call it ${quoted(`x-${typeof name === 'string' ? name : 'data'}`)}.`,
});

/** Thrown while a service is lowered, and reported there. */
export const listWithVariable = (names: readonly string[]): Error =>
  new Error(
    `a list that holds a variable cannot take up ${names.map(quoted).join(', ')}; write all names of the list out.`,
  );

/** Why an escape hatch does nothing: one sentence each. */
export interface Refusal {
  readonly problem: string;
  readonly remedy: string;
}

export const notAPath = (got: unknown): Refusal => ({
  problem: `override was given ${described(got)} where it takes the path of a property.`,
  remedy: 'Pass keys joined with ".", or a list of keys: "deploy.replicas", ["labels", "traefik.enable"].',
});

export const notAMap = (got: unknown): Refusal => ({
  problem: `merge was given ${described(got)} where it takes a map of properties.`,
  remedy: 'Pass what to merge as Compose writes it: merge({ environment: { DEBUG: "1" } }).',
});

export const notAnOperation = (got: unknown): Refusal => ({
  problem: `patch was given ${described(got)} where it takes operations of JSON Patch.`,
  remedy: Array.isArray(got)
    ? 'Pass the operations one by one: patch(...operations).'
    : 'Pass maps such as { op: "remove", path: "/cap_drop" }.',
});

/** @param id of the finding of the merge */
export const mergeRefused = (id: string, path: readonly string[], message: string): Refusal =>
  id === 'reset-without-effect'
    ? {
        problem: `${path.join('.')}: Remove takes away keys of maps, and this stands in a list.`,
        remedy: 'Write the whole list anew: new Replace([…]).',
      }
    : {
        problem: `${path.join('.')}: ${message}`,
        remedy: 'Write it in the form that is there, or put it in the place of that: new Replace(…).',
      };

export const nothingToReset = (path: readonly string[], keys: readonly string[]): Refusal => {
  const guess = nearest(path.at(-1) ?? '', keys);
  return {
    problem: `${path.join('.')}: There is nothing here that Remove could take away.`,
    remedy: guess === undefined ? 'Take the Remove away.' : `Did you mean ${quoted(guess)}?`,
  };
};

export const acceptanceWithoutReason = (rule: unknown): DiagnosticProps => ({
  id: 'acceptance-without-reason',
  message: `The rule ${quoted(rule)} is accepted without a reason.`,
  remedy: 'Give the reason, in a sentence for later readers.',
});

export const optionUnknown = (
  taker: string,
  name: string,
  accepted: readonly string[],
  meant: string | undefined,
): DiagnosticProps => ({
  id: 'option-unknown',
  message: `${taker} takes no ${quoted(name)}.`,
  remedy: meant === undefined ? `It takes ${accepted.map(quoted).join(', ')}.` : `Did you mean ${quoted(meant)}?`,
});

export const variableInvalid = (name: string): DiagnosticProps => ({
  id: 'variable-invalid',
  message: `${quoted(name)} cannot be the name of an environment variable.`,
  remedy:
    'Use letters, digits and "_", and do not begin with a digit; connect() takes another beginning as { as: "…" }.',
});

export const variablesTaken = (names: readonly string[]): DiagnosticProps => ({
  id: 'environment-set-twice',
  message: `The environment already has ${names.map(quoted).join(', ')}.`,
  remedy:
    'Set each variable once. Give the second connection of a kind its own name, such as connect(db, { as: "REPORTS" }).',
});

export const connectChoice = (): DiagnosticProps => ({
  id: 'connect-choice',
  message: 'connect() takes `variables` alone, without `as` or `for`: the names in `variables` are whole.',
  remedy: 'Remove one of the two.',
});

export const frameworkUnknown = (framework: unknown, known: readonly string[]): DiagnosticProps => ({
  id: 'framework-unknown',
  message: `connect() asks for the variables of ${quoted(framework)}, and the provider has no names for them.`,
  remedy:
    known.length === 0
      ? 'Choose names with `variables`.'
      : `It has names for ${known.map(quoted).join(', ')}; choose others with \`variables\`.`,
});

export const detailUnknown = (name: unknown, known: readonly string[]): DiagnosticProps => {
  const guess = typeof name === 'string' ? nearest(name, known) : undefined;
  return {
    id: 'detail-unknown',
    message: `connect() asks for ${quoted(name)}, which the provider does not tell.`,
    remedy: guess === undefined ? `It tells ${known.map(quoted).join(', ')}.` : `Did you mean ${quoted(guess)}?`,
  };
};

export const fileOnly = (variable: string, detail: string): DiagnosticProps => ({
  id: 'secret-as-file-only',
  message: `The variable ${quoted(variable)} would hold the secret ${quoted(detail)}, and the client reads secrets from files.`,
  remedy: "Let the variable hold the path of a file, such as 'passwordFile', or connect with { secrets: 'variable' }.",
});

/**
 * @param starter what starts something: `service "web"`, or the image of an app
 * @param remedy the remedy's command, without the full stop
 */
export const commandUnknown = (starter: string, remedy: string): DiagnosticProps => ({
  id: 'command-unknown',
  message: `A secret is to become an environment variable when the app starts, but what ${starter} starts is not known.`,
  remedy: `${remedy}, or let it read files: connect(…, { secrets: 'file' }), readSecret(…, { fileVariable: … }).`,
});
