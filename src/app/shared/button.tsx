// Buttons and links that look like buttons. One primary to a page.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Link } from 'wouter';
import styles from './button.module.css';
import { classes } from './classes.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly icon?: LucideIcon | undefined;
  readonly size?: 'small' | 'medium' | 'large';
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  children,
  variant = 'secondary',
  icon: Icon,
  size = 'medium',
  className,
  ref,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(ref && { ref })}
      className={classes(styles['button'], styles[variant], styles[size], className)}
    >
      {Icon && <Icon aria-hidden className={styles['icon']} />}
      {children}
    </AriaButton>
  );
}

export interface ButtonLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly icon?: LucideIcon | undefined;
  readonly size?: 'small' | 'medium' | 'large';
  readonly className?: string | undefined;
}

/** Goes to another page of the app. */
export function ButtonLink({
  href,
  children,
  variant = 'secondary',
  icon: Icon,
  size = 'medium',
  className,
}: ButtonLinkProps) {
  return (
    <Link href={href} className={classes(styles['button'], styles[variant], styles[size], className)}>
      {Icon && <Icon aria-hidden className={styles['icon']} />}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: LucideIcon;
  /** Its name, also shown on hover and focus. */
  readonly label: string;
  readonly shortcut?: string | undefined;
}

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  variant = 'quiet',
  size = 'medium',
  className,
  ref,
  ...rest
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        {...(ref && { ref })}
        aria-label={label}
        className={classes(styles['button'], styles['iconOnly'], styles[variant], styles[size], className)}
      >
        <Icon aria-hidden className={styles['icon']} />
      </AriaButton>
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>
        {label}
        {shortcut && <kbd className={styles['shortcut']}>{shortcut}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
