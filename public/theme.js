// Runs before the first paint, so that no theme flashes: the chosen one, else the system's. The app keeps it current (src/app/shared/settings-store.ts).
{
  let chosen = null;
  try {
    chosen = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('aeonnova-theme');
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  const bySystem = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : bySystem;
}
