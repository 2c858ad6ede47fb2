// An error as the sentences of a notice: what happened, and what can be done about it.
import { AeonError, toErrorData } from '../../core/errors.ts';

export function explain(error: unknown): string {
  // The browser's own (a file that moved, a prompt that was refused) are no defects, and have no hint.
  if (typeof DOMException !== 'undefined' && error instanceof DOMException) return sentence(error.message);
  const { message, hint } = error instanceof AeonError ? error : toErrorData(error);
  return [sentence(message), hint].filter(Boolean).join(' ');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
