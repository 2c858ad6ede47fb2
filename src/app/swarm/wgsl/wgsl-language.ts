// How WGSL is coloured in the editor: its words, types, functions, numbers and comments, which nest. What is right and wrong in
// it, the check says.
import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StringStream } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { functionNames, keywords, typeNames } from '../../../models/swarm/wgsl/words.ts';

interface State {
  /** Block comments around the present place. */
  depth: number;
}

const wgsl = StreamLanguage.define<State>({
  name: 'wgsl',
  startState: () => ({ depth: 0 }),
  copyState: ({ depth }) => ({ depth }),
  token(stream, state) {
    if (state.depth > 0) return readComment(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) {
      state.depth = 1;
      return readComment(stream, state);
    }
    if (stream.match(/^@\s*[\p{XID_Start}_]\p{XID_Continue}*/u)) return 'meta';
    if (stream.match(/^(?:0[xX][\da-fA-F.]+(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[iufh]?/))
      return 'number';
    if (stream.match(/^[\p{XID_Start}_]\p{XID_Continue}*/u)) {
      const word = stream.current();
      if (keywords.has(word)) return 'keyword';
      if (typeNames.has(word) || word === 'Position') return 'typeName';
      return functionNames.has(word) || word === 'at' ? 'standard' : 'variableName';
    }
    stream.next();
    return null;
  },
  tokenTable: { standard: tags.standard(tags.variableName) },
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{'] },
  },
});

function readComment(stream: StringStream, state: State): string {
  while (state.depth > 0 && !stream.eol()) {
    if (stream.match('/*')) state.depth++;
    else if (stream.match('*/')) state.depth--;
    else stream.next();
  }
  return 'comment';
}

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-10)', fontStyle: 'italic' },
  { tag: tags.keyword, color: 'var(--code-keyword)' },
  { tag: [tags.typeName, tags.meta], color: 'var(--code-type)' },
  { tag: tags.standard(tags.variableName), color: 'var(--code-function)' },
  { tag: tags.number, color: 'var(--code-number)' },
]);

export const wgslLanguage: Extension = [wgsl, syntaxHighlighting(colours)];
