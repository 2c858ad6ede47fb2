// Type-checks every tsconfig. Numeric files (`*.reference.ts`, `*.numeric.ts`) are read by others but judged by their own
// configuration alone, where indexing a typed array gives a number: loops there read like formulas.
import path from 'node:path';
import ts from 'typescript';
import { root } from './build-id.mjs';

const numeric = /\.(reference|numeric)\.ts$/;
let faults = 0;
for (const name of ['worker', 'page', 'numeric', 'node', 'service-worker']) {
  const file = path.join(root, `tsconfig.${name}.json`);
  if (!ts.sys.fileExists(file)) continue;
  const parsed = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => report([diagnostic]) },
  );
  // Rooms that this configuration covers may not exist yet.
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  const judged = program
    .getSourceFiles()
    .filter(
      (source) => !source.fileName.includes('node_modules') && numeric.test(source.fileName) === (name === 'numeric'),
    );
  report([
    ...program.getGlobalDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...judged.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
  ]);
}
process.exit(faults > 0 ? 1 : 0);

function report(diagnostics) {
  faults += diagnostics.length;
  if (diagnostics.length > 0) {
    process.stdout.write(
      ts.formatDiagnosticsWithColorAndContext(diagnostics, {
        getCanonicalFileName: (file) => file,
        getCurrentDirectory: () => root,
        getNewLine: () => '\n',
      }),
    );
  }
}
