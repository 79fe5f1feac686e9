import type { ReactNode } from 'react';
import styles from './tile.module.css';

interface TileProps {
  readonly children: ReactNode;
  readonly as?: 'div' | 'section' | 'article' | 'li';
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

/** A raised surface on the ground. */
export function Tile({ children, as: Element = 'div', label, className }: TileProps) {
  return (
    <Element className={className ? `${styles['tile']} ${className}` : styles['tile']} aria-label={label}>
      {children}
    </Element>
  );
}
