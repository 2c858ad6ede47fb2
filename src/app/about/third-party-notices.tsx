// Whose work is in the product. The texts are generated with the build and fetched when somebody opens them.
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import { z } from '../../core/schema.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import page from '../shared/page.module.css';

const noticesSchema = z.object({
  packages: z.array(z.object({ names: z.array(z.string()), license: z.string(), text: z.string() })),
  data: z.array(z.object({ name: z.string(), source: z.string(), text: z.string() })),
});
type NoticesFile = z.output<typeof noticesSchema>;

export function Notices() {
  const [file, setFile] = useState<NoticesFile | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  async function load(): Promise<void> {
    try {
      const response = await fetch('/notices.json');
      if (!response.ok) throw new Error(`the notices could not be read (${response.status})`);
      setFile(noticesSchema.parse(await response.json()));
    } catch (reason) {
      setError(toErrorData(reason));
    }
  }
  return (
    <section aria-labelledby="about-notices" className={page['section']}>
      <h2 id="about-notices">Third-party notices</h2>
      <details className={page['details']} onToggle={(event) => event.currentTarget.open && !file && void load()}>
        <summary>Libraries, fonts and data that are part of this app</summary>
        {error && <ErrorPanel title="The notices could not be shown" error={error} />}
        {file?.packages.map(({ names, license, text }) => (
          <details key={names.join()} className={page['details']}>
            <summary>
              {names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')} ·{' '}
              {license}
            </summary>
            <pre className={page['text']} tabIndex={0} aria-label={`Licence of ${names[0]}`}>
              {names.length > 4 && `${names.join(', ')}\n\n`}
              {text}
            </pre>
          </details>
        ))}
        {file?.data.map(({ name, source, text }) => (
          <p key={name} className={page['muted']}>
            {name} (<a href={source}>{source}</a>). {text}
          </p>
        ))}
      </details>
    </section>
  );
}
