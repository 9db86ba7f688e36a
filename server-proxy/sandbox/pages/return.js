// Returns to the merchant automatically after a moment.
const link = document.querySelector('[data-return]')
const countdown = document.querySelector('[data-countdown]')
let seconds = 2

function count() {
  if (seconds === 0) {
    location.assign(link.href)
    return
  }
  countdown.textContent = `${seconds} 秒后自动返回商家`
  seconds -= 1
  setTimeout(count, 1000)
}

// A visitor who came by the Back button stays.
const [navigation] = performance.getEntriesByType('navigation')
if (link && countdown && navigation?.type !== 'back_forward') count()
