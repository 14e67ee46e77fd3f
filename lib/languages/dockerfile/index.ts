// Provisional: the shapes that constructs/ already uses. To be replaced by the real language, with these names kept.
export interface Instruction {
  readonly text: string;
}
export interface Stage {
  readonly from: string;
  readonly name?: string;
  readonly instructions: readonly Instruction[];
}
export interface Command {
  readonly text: string;
}
const q = (w: string) => (/^[\w@%+=:,./-]+$/.test(w) ? w : `'${w.replaceAll("'", `'\\''`)}'`);
export const stage = (head: { from: string; name?: string }, instructions: readonly Instruction[]): Stage => ({
  ...head,
  instructions,
});
export const command = (...words: readonly string[]): Command => ({ text: words.map(q).join(' ') });
export const and = (...commands: readonly Command[]): Command => ({
  text: commands.map((c) => c.text).join(' \\\n    && '),
});
export const run = (c: Command, o: { mounts?: readonly { type: 'cache'; target: string }[] } = {}): Instruction => ({
  text: `RUN ${(o.mounts ?? []).map((m) => `--mount=type=${m.type},target=${m.target} `).join('')}${c.text}`,
});
export const copy = (sources: readonly string[], dest: string, o: { from?: string } = {}): Instruction => ({
  text: `COPY ${o.from ? `--from=${o.from} ` : ''}${sources.join(' ')} ${dest}`,
});
export const env = (v: Readonly<Record<string, string>>): Instruction => ({
  text: `ENV ${Object.entries(v)
    .map(([k, x]) => `${k}="${x}"`)
    .join(' ')}`,
});
export const workdir = (p: string): Instruction => ({ text: `WORKDIR ${p}` });
export const user = (u: string): Instruction => ({ text: `USER ${u}` });
export const expose = (p: number): Instruction => ({ text: `EXPOSE ${p}` });
export const cmd = (a: readonly string[]): Instruction => ({ text: `CMD ${JSON.stringify(a)}` });
export const checkDockerfile = (_: readonly Stage[]): { message: string; remedy: string }[] => [];
export const printDockerfile = (stages: readonly Stage[]): string =>
  stages
    .map((s) => [`FROM ${s.from}${s.name ? ` AS ${s.name}` : ''}`, ...s.instructions.map((i) => i.text), ''].join('\n'))
    .join('\n');
export const printDockerignore = (p: readonly string[]): string => `${p.join('\n')}\n`;
