// Loaded into a program before anything else: reaching for the network ends it.
'use strict'
const net = require('net')
const dns = require('dns')

function refuse() {
  require('fs').writeSync(2, 'the network was reached for\n')
  process.exit(1)
}
net.Socket.prototype.connect = refuse
dns.lookup = refuse
