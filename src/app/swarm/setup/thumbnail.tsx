// One function as a small picture, asked for when it comes into sight.
import { useEffect, useRef } from 'react';
import { paintThumbnail } from '../../../views/thumbnail.ts';
import styles from './setup.module.css';
import { thumbnailOf, type FunctionName } from './thumbnails.ts';

export function Thumbnail({ name }: { readonly name: FunctionName }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (!target) return undefined;
    let isGone = false;
    const sight = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      sight.disconnect();
      thumbnailOf(name).then(
        (grid) => {
          if (!isGone) paintThumbnail(target, grid);
        },
        // Without an engine the name alone has to do.
        () => undefined,
      );
    });
    sight.observe(target);
    return () => {
      isGone = true;
      sight.disconnect();
    };
  }, [name]);
  return <canvas ref={canvas} className={styles['thumbnail']} width={96} height={96} aria-hidden />;
}
