// A dialog with title, body and actions. Opened by state (`isOpen`), closed by Escape, a click beside it or its cross.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './overlay.module.css';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that goes on last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** Asks something that must be answered: a click beside it does not close it. */
  readonly role?: 'dialog' | 'alertdialog';
}

export function Dialog({ isOpen, title, onClose, children, actions, wide = false, role = 'dialog' }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
      className={styles['underlay'] ?? ''}
    >
      <Modal className={classes(styles['modal'], wide && styles['wide'])}>
        <AriaDialog role={role} className={styles['dialog'] ?? ''}>
          <div className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton icon={X} label="Close" size="small" onPress={onClose} />
          </div>
          <div className={styles['body']}>{children}</div>
          {actions && <div className={styles['foot']}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
