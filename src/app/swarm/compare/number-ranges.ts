// Whole numbers as people write lists of them: "1-5, 8".

const part = /^(\d+)(?:-(\d+))?$/;
/** No list in a form is longer. */
const mostNumbers = 10_000;

/** null: it cannot be read. */
export function readRanges(text: string): number[] | null {
  const numbers: number[] = [];
  const pieces = text.replaceAll(/\s*[-–]\s*/g, '-').split(/[\s,;]+/);
  for (const piece of pieces.filter((some) => some !== '')) {
    const [, from, to = from] = part.exec(piece) ?? [];
    if (from === undefined || to === undefined) return null;
    const [low, high] = [Number(from), Number(to)];
    if (low > high || high - low + numbers.length >= mostNumbers) return null;
    for (let number = low; number <= high; number++) numbers.push(number);
  }
  return numbers;
}

/** The shortest text that gives these numbers in this order. */
export function writeRanges(numbers: readonly number[]): string {
  const pieces: string[] = [];
  for (let from = 0; from < numbers.length;) {
    let to = from;
    while (numbers[to + 1] === (numbers[to] ?? 0) + 1) to++;
    if (to - from >= 2) pieces.push(`${numbers[from]}-${numbers[to]}`);
    else pieces.push(...numbers.slice(from, to + 1).map(String));
    from = to + 1;
  }
  return pieces.join(', ');
}
