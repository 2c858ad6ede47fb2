// The text of an objective in WGSL, with everything that is wrong in it as a list that is read out.
import { useEffect, useId, useRef, useState } from 'react';
import type { WgslMessage } from '../../../models/swarm/wgsl/messages.ts';
import { client } from '../../shared/engine.ts';
import { dataLengths, type WgslDraft } from '../spec/wgsl-draft.ts';
import { WgslEditor } from '../wgsl/wgsl-editor.ts';
import styles from './wgsl.module.css';

export interface WgslSourceProps {
  readonly draft: WgslDraft;
  readonly onChange: (source: string) => void;
}

export function WgslSource({ draft, onChange }: WgslSourceProps) {
  const id = useId();
  const target = useRef<HTMLDivElement>(null);
  const editor = useRef<WgslEditor | null>(null);
  const latest = useRef({ draft, onChange });
  useEffect(() => {
    latest.current = { draft, onChange };
  });
  const [messages, setMessages] = useState<readonly WgslMessage[] | null>(null);
  const [isCompiled, setCompiled] = useState(false);
  const { source, space, variables, dimensions, data } = draft;

  useEffect(() => {
    if (!target.current) return undefined;
    const made = new WgslEditor(target.current, {
      source: latest.current.draft.source,
      label: 'Objective in WGSL',
      describedBy: `${id}-keys`,
      onChange: (text) => latest.current.onChange(text),
      async check(text) {
        const now = latest.current.draft;
        const count = now.space === 'box' ? now.dimensions : now.variables.length;
        const answer = await client.checkWgsl({
          source: text,
          dimensions: Number.isInteger(count) && count > 0 ? Math.min(count, 2_048) : 1,
          data: dataLengths(now.data),
        });
        setCompiled(answer.isCompiled);
        return answer.messages;
      },
      onMessages: setMessages,
    });
    editor.current = made;
    return () => made.destroy();
  }, [id]);
  useEffect(() => editor.current?.setSource(source), [source]);
  // What else the compiler reads.
  useEffect(() => editor.current?.checkSoon(), [space, variables.length, dimensions, data]);

  return (
    <section aria-label="Objective" className={styles['source']}>
      <div ref={target} className={styles['editor']} />
      <p id={`${id}-keys`} className={styles['keys']}>
        Tab indents; Escape, then Tab leaves the editor.
      </p>
      <div role="status" className={styles['messages']}>
        {messages && messages.length > 0 && (
          <ul aria-label="Faults of the objective">
            {messages.map((message, i) => (
              <li key={i} data-severity={message.severity}>
                <button type="button" onClick={() => editor.current?.goTo(message)}>
                  {`Line ${message.line}, column ${message.column}`}
                </button>
                {`: ${message.message}`}
              </li>
            ))}
          </ul>
        )}
        {messages?.length === 0 && <p>{isCompiled ? 'It compiles.' : 'No GPU here has compiled it.'}</p>}
      </div>
    </section>
  );
}
