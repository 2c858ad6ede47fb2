// Shaders as they ship: without comments and indentation. Lines keep their numbers, so that the compiler's messages fit the
// sources.
import { readFile } from 'node:fs/promises';

/** A plugin for every build that carries shaders. */
export function shaderText() {
  return {
    name: 'shader-text',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.wgsl?raw')) return null;
      const source = await readFile(id.slice(0, -'?raw'.length), 'utf8');
      return `export default ${JSON.stringify(source.replaceAll(/[ \t]*\/\/.*$/gm, '').replaceAll(/^[ \t]+/gm, ''))};`;
    },
  };
}
