/** Runs `work` once the page has loaded and rests, at most `latest` ms after it has loaded. */
export function whenIdle(work: () => void, latest: number): void {
  const wait = () => {
    // Missing in Safari.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: latest })
    else setTimeout(work, latest)
  }
  if (document.readyState === 'complete') wait()
  else addEventListener('load', wait, { once: true })
}
