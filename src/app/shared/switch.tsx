// On or off, at once.
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import styles from './field.module.css';

export interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Switch({ label, isOn, onChange, isDisabled = false }: SwitchProps) {
  return (
    <AriaSwitch isSelected={isOn} onChange={onChange} isDisabled={isDisabled} className={styles['switch'] ?? ''}>
      <span className={styles['track']} aria-hidden />
      {label}
    </AriaSwitch>
  );
}
