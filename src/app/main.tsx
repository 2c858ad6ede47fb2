// The page's entry: styles, the frame, and what has to listen from the start.
import './shared/fonts.css';
import './shared/tokens.css';
import './shared/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { registerServiceWorker, resumeAfterUpdate } from './frame/app-update.ts';
import { listenForDefects } from './frame/defects.tsx';
import { listenForInstallOffer } from './frame/install.ts';
import { receiveFiles } from './frame/received-files.ts';
import { keepAdapterCurrent } from './shared/adapter-store.ts';
import { keepRunsCurrent } from './shared/runs-store.ts';
import { keepSettingsCurrent } from './shared/settings-store.ts';
import { currentAddress } from './shared/spec-address.ts';

// A link from before: its spec leaves the query, so that no reload sends it again.
const address = currentAddress(location);
if (!location.href.endsWith(address)) history.replaceState(history.state, '', address);

listenForDefects();
listenForInstallOffer();
keepSettingsCurrent();
keepAdapterCurrent();
keepRunsCurrent();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

receiveFiles();
resumeAfterUpdate();
void registerServiceWorker();
