// Drives a real YAML language server as an editor does, over standard input and output.
//
//   language_server.js SERVER FOLDER diagnose FILE...       FILE:LINE: MESSAGE, a line each
//   language_server.js SERVER FOLDER hover FILE LINE COL    what is shown over that place
//   language_server.js SERVER FOLDER complete FILE LINE COL KEY<tab>DESCRIPTION, a line each
//
// SERVER is the server's program, FOLDER what the editor has open; lines and columns count from 1.
// Ends with 1 when the server ends early, or reaches for the network.
'use strict'
const { spawn } = require('child_process')
const fs = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')

const [server, folder, action, ...words] = process.argv.slice(2)
const settings = {
  yaml: { schemaStore: { enable: false } },
  http: {},
  editor: {},
  files: {},
}
const child = spawn(
  process.execPath,
  ['--require', path.join(__dirname, 'no_network.js'), server, '--stdio'],
  { stdio: ['pipe', 'pipe', 'inherit'] }
)
const answers = new Map() // id of a request: what to do with its result
const diagnostics = new Map() // uri: what was said last
let id = 0
let ended = false
let wake = () => {}

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
  child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`)
  child.stdin.write(body)
}

function request(method, params) {
  return new Promise((resolve, reject) => {
    answers.set(++id, { resolve, reject })
    send({ id, method, params })
  })
}

function receive(message) {
  if (message.method === 'workspace/configuration') {
    const result = message.params.items.map(item => settings[item.section] || null)
    send({ id: message.id, result })
    configured()
  } else if (message.method === 'textDocument/publishDiagnostics') {
    diagnostics.set(message.params.uri, message.params.diagnostics)
    wake()
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null })
  } else if (answers.has(message.id)) {
    const { resolve, reject } = answers.get(message.id)
    answers.delete(message.id)
    message.error ? reject(new Error(message.error.message)) : resolve(message.result)
  }
}

let buffered = Buffer.alloc(0)
child.stdout.on('data', data => {
  buffered = Buffer.concat([buffered, data])
  for (;;) {
    const end = buffered.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/Content-Length: (\d+)/i.exec(buffered.toString('ascii', 0, end))[1])
    if (buffered.length < end + 4 + length) return
    const body = buffered.toString('utf8', end + 4, end + 4 + length)
    buffered = buffered.subarray(end + 4 + length)
    receive(JSON.parse(body))
  }
})
child.on('exit', code => {
  if (!ended) {
    console.error(`the server ended with ${code}`)
    process.exit(1)
  }
})

let configured
const configuration = new Promise(resolve => (configured = resolve))

async function start() {
  const rootUri = pathToFileURL(path.resolve(folder)).href
  await request('initialize', {
    processId: process.pid,
    locale: 'ja',
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'knowledge' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } } },
    },
  })
  send({ method: 'initialized', params: {} })
  await configuration
}

function open(file) {
  const uri = pathToFileURL(path.resolve(file)).href
  const text = fs.readFileSync(file, 'utf8')
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
  })
  return uri
}

async function diagnosed(uri) {
  while (!diagnostics.has(uri)) await new Promise(resolve => (wake = resolve))
  return diagnostics.get(uri)
}

async function diagnose(files) {
  const uris = files.map(open)
  for (let i = 0; i < files.length; i++)
    for (const d of await diagnosed(uris[i]))
      console.log(`${files[i]}:${d.range.start.line + 1}: ${d.message.replace(/\n/g, ' ')}`)
}

async function at(method, [file, line, column]) {
  const uri = open(file)
  await diagnosed(uri)
  return request(method, {
    textDocument: { uri },
    position: { line: line - 1, character: column - 1 },
  })
}

async function main() {
  await start()
  if (action === 'diagnose') {
    await diagnose(words)
  } else if (action === 'hover') {
    const hover = await at('textDocument/hover', words)
    console.log(hover ? hover.contents.value : '')
  } else {
    const list = await at('textDocument/completion', words)
    for (const item of list.items) {
      const text = item.documentation || ''
      console.log(`${item.label}\t${(text.value || text).replace(/\n/g, ' ')}`)
    }
  }
  await request('shutdown')
  ended = true
  send({ method: 'exit' })
}

setTimeout(() => {
  console.error('the server does not answer')
  process.exit(1)
}, 300000).unref()

main().catch(error => {
  console.error(error.message)
  process.exit(1)
})
