// A table of a finished comparison. Its first column stays in sight while the rest scrolls.
import styles from './compare.module.css';
import type { ResultTable as Table } from './tables.ts';

export function ResultTable({ table }: { readonly table: Table }) {
  const { title, note, headers, rows } = table;
  return (
    <section aria-label={title} className={styles['result']}>
      <h3>{title}</h3>
      <p className={styles['note']}>{note}</p>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={`${title}, scrolls`}>
        <table>
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col" title={header}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name?.text}>
                <th scope="row" title={name?.text}>
                  {name?.text}
                </th>
                {cells.map(({ text, isStrong = false }, i) => (
                  <td key={headers[i + 1]}>{isStrong ? <strong>{text}</strong> : text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
