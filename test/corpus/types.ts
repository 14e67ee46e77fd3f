import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  paths: { 'compose-constructs': [join(root, 'dist/types/index.d.ts')] },
};

export interface Source {
  readonly name: string;
  readonly source: string;
}

/** What the compiler has to say about stack files, all in one program. */
export function compileAll(sources: readonly Source[]): readonly string[] {
  const files = new Map(sources.map(({ source }, index) => [join(root, 'test/corpus', `stack-${index}.ts`), source]));
  const names = new Map([...files.keys()].map((file, index) => [file, sources[index]?.name]));
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => files.get(file) ?? readFile.call(host, file);
  host.fileExists = (file) => files.has(file) || fileExists.call(host, file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? getSourceFile.call(host, file, version, ...rest)
      : ts.createSourceFile(file, text, version, true);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const place = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${names.get(file?.fileName ?? '') ?? file?.fileName}:${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
