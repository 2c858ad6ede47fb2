// The frame with the page that the address names.
import { useLocation } from 'wouter';
import { PageBoundary } from './frame/defects.tsx';
import { Frame } from './frame/frame.tsx';
import { Routes } from './router.tsx';

export function App() {
  const [path] = useLocation();
  return (
    <Frame>
      <PageBoundary place={path}>
        <Routes />
      </PageBoundary>
    </Frame>
  );
}
