/**
 * Names for what the program declares: each once, none that means something else.
 *
 * @module
 */
import { isIdentifier } from '../../languages/typescript';

/** Names that the program imports or already uses. */
const TAKEN = [
  ...[
    'App',
    'Cache',
    'Config',
    'DataVolume',
    'Database',
    'Engine',
    'Environment',
    'Extension',
    'Model',
    'Network',
    'Queue',
    'Secret',
    'SecretFile',
    'SecretSource',
    'Service',
    'Stack',
    'Variable',
    'Volume',
  ],
  ...['ConfigProps', 'ModelProps', 'NetworkProps', 'SecretProps', 'ServiceProps', 'StackProps', 'VolumeProps'],
  ...['Construct', 'Replace', 'Remove', 'text', 'scope', 'id', 'props'],
];

/** The names of one program. */
export class ProgramNames {
  private readonly taken = new Set(TAKEN);

  /**
   * A name that nobody else has.
   *
   * @param id what it is called elsewhere: `my-app`
   * @param suffix what to add if that is taken: `Volume`
   */
  claim(id: string, suffix: string): string {
    const plain = camelCase(id);
    const wanted = [plain, `${plain}${suffix}`].find((name) => isIdentifier(name) && !this.taken.has(name));
    return this.take(
      wanted ?? numbered(isIdentifier(plain) ? plain : `${lowerFirst(suffix)}${upperFirst(plain)}`, this.taken),
    );
  }

  /** Keeps a name from whatever gets one from now on. */
  reserve(name: string): void {
    this.taken.add(name);
  }

  /** A name for a class. */
  claimClass(id: string): string {
    const plain = upperFirst(camelCase(id));
    if (!isIdentifier(plain)) return this.take(numbered(`Stack${plain}`, this.taken));
    const isFree = !this.taken.has(plain) && !(plain in globalThis);
    const other = plain === 'Stack' ? 'ComposeStack' : `${plain}Stack`;
    return this.take(isFree ? plain : numbered(other, this.taken));
  }

  private take(name: string): string {
    this.taken.add(name);
    return name;
  }
}

/** `my-app`, `MY_APP` and `myApp` are `myApp`. */
function camelCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words
    .map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()))
    .map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word)))
    .join('');
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  if (isIdentifier(name) && !taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}

function lowerFirst(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
