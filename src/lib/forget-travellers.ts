/** Removes travellers that earlier versions stored unencrypted in this browser. Runs on every page. */
export function forgetTravellers(): void {
  try {
    localStorage.removeItem('remembered-travellers')
  } catch {
    // Storage may be blocked.
  }
}
