import { Compass } from 'lucide-react';
import { ButtonLink } from '../shared/button.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { usePageTitle } from '../shared/page-title.ts';

export function NotFoundPage() {
  usePageTitle('No such page');
  return (
    <EmptyState
      icon={Compass}
      title="There is no such page"
      actions={
        <ButtonLink href="/" variant="primary">
          Go home
        </ButtonLink>
      }
    >
      The address may be mistyped, or from another version.
    </EmptyState>
  );
}
