// A problem with a name: from which collection, and which.
import { lazy, Suspense } from 'react';
import { collectionOf, type Collection } from '../spec/collections.ts';
import { chooseCollection } from '../spec/draft-store.ts';
import { CatalogueForm } from './catalogue-form.tsx';
import { Choices } from './choices.tsx';
import styles from './setup.module.css';
import { useDraft } from './use-draft.ts';

const BbobForm = lazy(() => import('./bbob-form.tsx').then(({ BbobForm }) => ({ default: BbobForm })));
const ClusterForm = lazy(() => import('./cluster-form.tsx').then(({ ClusterForm }) => ({ default: ClusterForm })));
const DesignForm = lazy(() => import('./design-form.tsx').then(({ DesignForm }) => ({ default: DesignForm })));

const titles: Readonly<Record<Collection, string>> = {
  catalogue: 'Test functions',
  bbob: 'BBOB',
  design: 'Engineering designs',
  cluster: 'Atom clusters',
};
const collections: readonly Collection[] = ['catalogue', 'bbob', 'design', 'cluster'];
const forms = { catalogue: <CatalogueForm />, bbob: <BbobForm />, design: <DesignForm />, cluster: <ClusterForm /> };

export function FunctionForm() {
  const { catalogue: problem } = useDraft();
  const collection = collectionOf(problem);
  return (
    <>
      <Choices
        label="Collection"
        ids={collections}
        value={collection}
        onChange={chooseCollection}
        className={styles['collections']}
        choiceClassName={styles['collection']}
        renderChoice={(id) => titles[id]}
      />
      <Suspense>{forms[collection]}</Suspense>
    </>
  );
}
