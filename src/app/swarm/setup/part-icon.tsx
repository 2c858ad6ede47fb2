// A design as a small picture of its part, at its published optimum.
import { useEffect, useRef } from 'react';
import type { DesignName } from '../../../models/swarm/designs/design-names.ts';
import { designs } from '../../../models/swarm/designs/designs.ts';
import { livePalette } from '../../../views/palette.ts';
import { drawPartIcon } from '../../../views/part-chart.ts';
import { toElement } from '../../../views/svg.ts';
import { partOf } from '../stage/part-picture.ts';
import styles from './collections.module.css';

const size = { width: 56, height: 36 };

export function PartIcon({ name }: { readonly name: DesignName }) {
  const target = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const picture = partOf({ name }, designs[name].minimiser);
    target.current?.replaceChildren(toElement(drawPartIcon(picture, size, livePalette)));
  }, [name]);
  return <span ref={target} className={styles['icon']} />;
}
