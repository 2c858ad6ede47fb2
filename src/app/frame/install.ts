// The browser's offer to install the app, kept until somebody takes it.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Chromium's own; no library has its type. https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

const store = createStore<{ readonly offer: InstallOffer | null }>(() => ({ offer: null }));

export function listenForInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    if (isInstallOffer(event)) store.setState({ offer: event });
  });
  addEventListener('appinstalled', () => store.setState({ offer: null }));
}

export function useCanInstall(): boolean {
  return useStore(store, ({ offer }) => offer !== null);
}

export async function install(): Promise<void> {
  const { offer } = store.getState();
  store.setState({ offer: null });
  await offer?.prompt();
}

function isInstallOffer(event: Event): event is InstallOffer {
  return 'prompt' in event && typeof event.prompt === 'function';
}
