// One function of the catalogue as a small picture.
import { useEffect, useRef } from 'react';
import type { CatalogueName } from '../../../models/swarm/catalogue.ts';
import { paintThumbnail } from '../../../views/thumbnail.ts';
import styles from './setup.module.css';
import { thumbnailOf } from './thumbnails.ts';

export function Thumbnail({ name }: { readonly name: CatalogueName }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    thumbnailOf(name).then(
      (grid) => {
        if (!isGone && canvas.current) paintThumbnail(canvas.current, grid);
      },
      // Without an engine the name alone has to do.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [name]);
  return <canvas ref={canvas} className={styles['thumbnail']} width={96} height={96} aria-hidden />;
}
