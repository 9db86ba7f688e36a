/** Paths of a whole Chromium and of its headless shell. */
export function ensureBrowser(): { browser: string; shell: string }
