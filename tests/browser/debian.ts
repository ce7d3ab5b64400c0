/** Where Debian and Ubuntu put their Chromium. */
export const DEBIAN = '/usr/bin/chromium'
