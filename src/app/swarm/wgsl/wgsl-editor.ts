// The editor of an objective in WGSL: CodeMirror with the product's colours, and what is wrong under the words and in the
// gutter while somebody types. It does not know what is wrong: it asks.
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { WgslMessage } from '../../../models/swarm/wgsl/messages.ts';
import { wgslLanguage } from './wgsl-language.ts';

export interface WgslEditorProps {
  readonly source: string;
  readonly label: string;
  /** Id of the element that says how to leave it by the keyboard. */
  readonly describedBy: string;
  onChange(source: string): void;
  /** What is wrong; asked shortly after each change. */
  check(source: string): Promise<readonly WgslMessage[]>;
  onMessages(messages: readonly WgslMessage[]): void;
}

/** Whoever types on is not interrupted; whoever stops has the answer within a tenth of a second. */
const settleMs = 40;

const theme = EditorView.theme({
  '&': { color: 'var(--ink-12)', backgroundColor: 'var(--paper)', fontSize: '12px', maxHeight: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink-12)', padding: '8px 0' },
  '.cm-gutters': { color: 'var(--ink-10)', backgroundColor: 'var(--ink-2)', borderRight: '1px solid var(--ink-6)' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink-12)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--code-selection) !important' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--ink-5)', outline: '1px solid var(--ink-8)' },
  '.cm-tooltip': { color: 'var(--ink-12)', backgroundColor: 'var(--paper)', border: '1px solid var(--ink-7)' },
  '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--font-text)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad) 1px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn) 1px' },
});

export class WgslEditor {
  private readonly view: EditorView;
  private readonly props: WgslEditorProps;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(target: HTMLElement, props: WgslEditorProps) {
    this.props = props;
    this.view = new EditorView({
      parent: target,
      state: EditorState.create({
        doc: props.source,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          indentUnit.of('  '),
          EditorView.lineWrapping,
          wgslLanguage,
          theme,
          keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          EditorView.contentAttributes.of({
            'aria-label': props.label,
            'aria-describedby': props.describedBy,
            spellcheck: 'false',
            autocapitalize: 'off',
          }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            props.onChange(update.state.doc.toString());
            this.checkSoon();
          }),
        ],
      }),
    });
    this.checkSoon();
  }

  /** Takes a text that was changed elsewhere. */
  setSource(source: string): void {
    const { doc } = this.view.state;
    if (doc.toString() === source) return;
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: source } });
  }

  checkSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), settleMs);
  }

  goTo({ offset, length }: WgslMessage): void {
    const most = this.view.state.doc.length;
    const selection = { anchor: Math.min(most, offset), head: Math.min(most, offset + length) };
    this.view.dispatch({ selection, scrollIntoView: true });
    this.view.focus();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.view.destroy();
  }

  private async check(): Promise<void> {
    const turn = ++this.asked;
    const source = this.view.state.doc.toString();
    const messages = await this.props.check(source);
    // Somebody has typed on, or left.
    if (turn !== this.asked || this.view.state.doc.toString() !== source) return;
    const diagnostics = messages.map(({ offset, length, severity, message }) => ({
      from: Math.min(source.length, offset),
      to: Math.min(source.length, offset + length),
      severity,
      message,
    }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
    this.props.onMessages(messages);
  }
}
