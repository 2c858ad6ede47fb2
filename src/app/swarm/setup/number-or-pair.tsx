// One number, or two between which it goes over the run.
import { NumberInput } from './number-input.tsx';
import { asNumber, Pair, type PairProps } from './pair.tsx';
import styles from './setup.module.css';

export function NumberOrPair({ label, value, onChange, isInvalid }: PairProps) {
  const isPair = Array.isArray(value);
  const last = isPair ? asNumber(value[1]) : asNumber(value);
  const first = isPair ? asNumber(value[0]) : asNumber(value);
  return (
    <>
      {isPair ? (
        <Pair label={label} value={value} onChange={onChange} isInvalid={isInvalid} />
      ) : (
        <NumberInput label={label} value={first} onChange={onChange} isInvalid={isInvalid} />
      )}
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={isPair}
          onChange={(event) => onChange(event.target.checked ? [0.9, 0.4] : last)}
        />
        falls linearly over the run
      </label>
    </>
  );
}
