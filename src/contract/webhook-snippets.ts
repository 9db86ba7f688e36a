import type { ServerLanguage } from './token-snippets.ts'

/** A complete server that verifies webhooks at /hook. The secret comes from AIGOBO_WEBHOOK_SECRET, the port from PORT. */
export const WEBHOOK_SNIPPETS: Record<ServerLanguage, { name: string; file: string; text: string }> = {
  node: {
    name: 'Node',
    file: 'webhook.mjs',
    text: `// AIGOBO_WEBHOOK_SECRET=whsec_… node webhook.mjs
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const key = Buffer.from(process.env.AIGOBO_WEBHOOK_SECRET.replace('whsec_', ''), 'base64')

function isFromPortal(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - at) < 300)) return false
  const wanted = createHmac('sha256', key).update(id + '.' + at + '.').update(body).digest()
  return signatures.split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64')
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}

createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (!isFromPortal(request.headers, body)) return response.writeHead(401).end()
  const { type, data } = JSON.parse(body)
  // Process each webhook-id once, and answer within 10 seconds.
  console.log(request.headers['webhook-id'], type, data.order, data.reference)
  response.writeHead(204).end()
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
`,
  },
  php: {
    name: 'PHP',
    file: 'webhook.php',
    text: `<?php
// AIGOBO_WEBHOOK_SECRET=whsec_… php -S 127.0.0.1:3000 webhook.php
$key = base64_decode(str_replace('whsec_', '', getenv('AIGOBO_WEBHOOK_SECRET')));
$body = file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$at = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$at.$body", $key, true));

$good = false;
foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
    $good = $good || hash_equals($wanted, $given);
}
if (!$good || abs(time() - (int) $at) > 300) {
    http_response_code(401);
    exit;
}
$event = json_decode($body, true);
// Process each webhook-id once, and answer within 10 seconds.
error_log("$id {$event['type']} " . ($event['data']['order'] ?? ''));
http_response_code(204);
`,
  },
  java: {
    name: 'Java',
    file: 'Hook.java',
    text: `// AIGOBO_WEBHOOK_SECRET=whsec_… java Hook.java (Java 17)
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Hook {
  static final byte[] KEY = Base64.getDecoder().decode(System.getenv("AIGOBO_WEBHOOK_SECRET").replace("whsec_", ""));

  static boolean isFromPortal(Headers headers, byte[] body) throws Exception {
    String id = headers.getFirst("webhook-id");
    String at = headers.getFirst("webhook-timestamp");
    String signatures = headers.getFirst("webhook-signature");
    if (id == null || at == null || signatures == null) return false;
    if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(at)) > 300) return false;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((id + "." + at + ".").getBytes("UTF-8"));
    byte[] wanted = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes("UTF-8");
    for (String given : signatures.split(" "))
      if (MessageDigest.isEqual(wanted, given.getBytes("UTF-8"))) return true;
    return false;
  }

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/hook", exchange -> {
      try (exchange) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean good = isFromPortal(exchange.getRequestHeaders(), body);
        // Parse the JSON, process each webhook-id once, and answer within 10 seconds.
        if (good) System.out.println(new String(body, "UTF-8"));
        exchange.sendResponseHeaders(good ? 204 : 401, -1);
      } catch (Exception error) {
        throw new RuntimeException(error);
      }
    });
    server.start();
  }
}
`,
  },
  python: {
    name: 'Python',
    file: 'webhook_server.py',
    text: `# AIGOBO_WEBHOOK_SECRET=whsec_… python3 webhook_server.py
import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(os.environ["AIGOBO_WEBHOOK_SECRET"].removeprefix("whsec_"))


def is_from_portal(headers, body):
    event, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "0")
    if abs(time.time() - int(at)) > 300:
        return False
    mac = hmac.new(KEY, f"{event}.{at}.".encode() + body, hashlib.sha256)
    wanted = "v1," + base64.b64encode(mac.digest()).decode()
    return any(hmac.compare_digest(wanted, given) for given in headers.get("webhook-signature", "").split(" "))


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        good = is_from_portal(self.headers, body)
        if good:
            event = json.loads(body)
            # Process each webhook-id once, and answer within 10 seconds.
            print(self.headers["webhook-id"], event["type"], event["data"].get("order"))
        self.send_response(204 if good else 401)
        self.end_headers()


HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Handler).serve_forever()
`,
  },
}
