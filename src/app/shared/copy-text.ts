import { notify } from './notices.tsx';

/** Copies, and says so: "The report was copied." */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(`${what} ${what.endsWith('s') ? 'were' : 'was'} copied.`, { tone: 'good' });
  } catch {
    notify('The browser did not allow copying. Select the text and copy it by hand.', { tone: 'bad' });
  }
}
