// A button that does what an action of the registry does, under its name, icon and shortcut.
import { Button, IconButton, type ButtonProps } from './button.tsx';
import { canRun, formatShortcut, runAction, useAction } from './actions.ts';

export interface ActionButtonProps {
  readonly action: string;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  /** Only the icon; the name is its tooltip. */
  readonly iconOnly?: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

/** Nothing while the action is not registered. */
export function ActionButton({ action: id, iconOnly = false, isDisabled, ...rest }: ActionButtonProps) {
  const action = useAction(id);
  if (!action) return null;
  const disabled = isDisabled ?? !canRun(action);
  if (iconOnly && action.icon) {
    return (
      <IconButton
        {...definedOnly(rest)}
        icon={action.icon}
        label={action.title}
        shortcut={action.shortcut && formatShortcut(action.shortcut)}
        isDisabled={disabled}
        onPress={() => runAction(id)}
      />
    );
  }
  return (
    <Button {...definedOnly(rest)} icon={action.icon} isDisabled={disabled} onPress={() => runAction(id)}>
      {action.title}
    </Button>
  );
}

function definedOnly({ variant, size, className }: Omit<ActionButtonProps, 'action'>) {
  return { ...(variant && { variant }), ...(size && { size }), ...(className && { className }) };
}
