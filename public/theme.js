// Runs before the first paint, so that a chosen theme does not flash. The app keeps the choice current (src/app/shared/settings-store.ts).
try {
  const theme = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('aeonnova-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme it is.
}
