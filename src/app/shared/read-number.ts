// Numbers as people type and paste them: 1e-5, 1,024, −3.

/** Groups of three after a first one that does not begin with 0: anything else may be a decimal comma. */
const grouped = /^[-+]?[1-9]\d{0,2}([,_\s]\d{3})+(\.\d+)?$/;

/** undefined: nothing is typed. NaN: what is typed is no number, or could be read as two. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replaceAll('−', '-');
  if (plain === '') return undefined;
  return Number(grouped.test(plain) ? plain.replaceAll(/[,_\s]/g, '') : plain);
}
