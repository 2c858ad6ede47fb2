// A few words on hover or focus of a control. For what must be read, use text instead.
import type { ReactElement, ReactNode } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './button.module.css';

export interface TooltipProps {
  readonly text: ReactNode;
  /** Something focusable that passes its props and ref on: a DOM element. */
  readonly children: ReactElement<React.DOMAttributes<Element>, string>;
}

export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
