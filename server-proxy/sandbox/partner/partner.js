// The playground passes its choice after the #; read once and removed from the address.
const asked = location.hash.slice(1)
history.replaceState(null, '', location.pathname)

const place = document.getElementById('place')
const LOCAL = ['localhost', '127.0.0.1', '[::1]']
const EVENTS = ['ready', 'resize', 'step', 'ordered', 'handed-over', 'status', 'error']

function tell(text) {
  const words = document.createElement('p')
  words.className = 'problem'
  words.textContent = text
  place.append(words)
}

function read() {
  try {
    const look = JSON.parse(decodeURIComponent(asked))
    // Scripts load only from a portal on this machine.
    return LOCAL.includes(new URL(look.portal).hostname) ? look : null
  } catch {
    return null
  }
}

const look = read()
if (look) {
  const element = document.createElement('aigobo-portal')
  for (const name of [
    'partner',
    'mode',
    'product',
    'plan',
    'language',
    'scheme',
    'accent',
    'radius',
    'token',
  ])
    if (look[name]) element.setAttribute(name, look[name])
  for (const name of EVENTS)
    element.addEventListener(`aigobo-${name}`, ({ detail }) => {
      const line = document.createElement('li')
      line.textContent = `aigobo-${name} ${JSON.stringify(detail)}`
      document.getElementById('log').append(line)
    })
  place.append(element)
  const script = document.createElement('script')
  script.src = `${look.portal}/embed.js`
  script.addEventListener('error', () => tell('取不到 embed.js：门户没有在运行。'))
  document.head.append(script)
} else tell('请从门户的“嵌入试用”打开本页：凭证只能用一次，刷新后需要重新打开。')
