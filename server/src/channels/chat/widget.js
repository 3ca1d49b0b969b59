// 在线客服窗口: a button and a frame of ours, put into the page of a company by one line:
// <script src="https://…/chat/widget.js" data-tenant="…" async></script>
;(() => {
  const script = document.currentScript
  if (!script || window.zhiweiChat) return
  window.zhiweiChat = true
  const home = new URL(script.src).origin
  const isEnglish = /^en\b/i.test(script.dataset.language || document.documentElement.lang || navigator.language)
  const words = isEnglish ? { open: 'Chat with us', close: 'Close the chat' } : { open: '在线客服', close: '收起在线客服' }
  const colour = /^#[0-9a-f]{6}$/i.test(script.dataset.colour || '') ? script.dataset.colour : '#1F6F78'
  const side = script.dataset.side === 'left' ? 'left' : 'right'

  function start() {
    let frame
    const button = document.createElement('button')
    button.type = 'button'
    Object.assign(button.style, {
      position: 'fixed',
      bottom: '20px',
      [side]: '20px',
      zIndex: '2147483000',
      minWidth: '56px',
      minHeight: '48px',
      padding: '0 18px',
      border: '0',
      borderRadius: '24px',
      background: colour,
      color: '#fff',
      font: '600 15px/1 "PingFang SC","Microsoft YaHei",system-ui,sans-serif',
      boxShadow: '0 4px 16px rgba(0,0,0,.2)',
      cursor: 'pointer',
    })

    function label(unread) {
      const isOpen = frame?.style.display === 'block'
      button.textContent = isOpen ? '×' : unread > 0 ? `${words.open} (${unread})` : words.open
      button.setAttribute('aria-label', isOpen ? words.close : button.textContent)
      button.setAttribute('aria-expanded', String(isOpen))
    }

    function show(isOpen) {
      if (isOpen && !frame) {
        frame = document.createElement('iframe')
        frame.title = words.open
        const language = isEnglish ? 'en' : 'zh'
        frame.src = `${home}/p/${encodeURIComponent(script.dataset.tenant || '')}/chat?language=${language}`
        const isNarrow = window.innerWidth < 480
        Object.assign(frame.style, {
          position: 'fixed',
          bottom: isNarrow ? '0' : '80px',
          [side]: isNarrow ? '0' : '20px',
          width: isNarrow ? '100%' : '380px',
          height: isNarrow ? 'calc(100% - 76px)' : 'min(600px, calc(100% - 100px))',
          zIndex: '2147483000',
          border: '0',
          borderRadius: isNarrow ? '0' : '8px',
          background: '#fff',
          boxShadow: '0 8px 32px rgba(0,0,0,.24)',
        })
        document.body.append(frame)
      }
      if (frame) {
        frame.style.display = isOpen ? 'block' : 'none'
        frame.contentWindow?.postMessage({ zhiweiChat: isOpen ? 'shown' : 'hidden' }, home)
      }
      label(0)
    }

    button.addEventListener('click', () => show(!(frame?.style.display === 'block')))
    window.addEventListener('message', (event) => {
      if (event.origin !== home || !frame || event.source !== frame.contentWindow) return
      if (event.data?.zhiweiChat === 'close') show(false)
      if (event.data?.zhiweiChat === 'unread' && frame.style.display !== 'block') label(Number(event.data.count) || 0)
    })
    label(0)
    document.body.append(button)
  }

  if (document.body) start()
  else document.addEventListener('DOMContentLoaded', start)
})()
