"""Sells, reads the policy and verifies a webhook: written from /developers alone, with Python's own library."""
import base64, hashlib, hmac, json, os, sys, time, urllib.error, urllib.parse, urllib.request, uuid
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer

PORTAL, SITE, KEY = os.environ["PORTAL"], os.environ["SITE"], os.environ["AIGOBO_KEY"].encode()
SECRET = base64.b64decode(os.environ["AIGOBO_WEBHOOK_SECRET"].removeprefix("whsec_"))
API = PORTAL + "/api/partner/v1"
events = []


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bearer(audience):
    now = int(time.time())
    claims = {"iss": SITE, "aud": audience, "iat": now, "exp": now + 120}
    signed = ".".join(encode(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return signed + "." + encode(hmac.new(KEY, signed.encode(), hashlib.sha256).digest())


def ask(method, path, body=None, key=None, audience=API):
    headers = {"authorization": "Bearer " + bearer(audience), "accept-language": "en"}
    if body is not None:
        headers["content-type"] = "application/json"
    if key:
        headers["idempotency-key"] = key
    data = None if body is None else json.dumps(body).encode()
    url = API + path if path.startswith("/orders") or path.startswith("/events") else PORTAL + path
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
        content = answer.read()
        return json.loads(content) if "json" in answer.headers["content-type"] else content


def is_from_portal(headers, body):
    event, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "0")
    mac = hmac.new(SECRET, f"{event}.{at}.".encode() + body, hashlib.sha256)
    wanted = "v1," + base64.b64encode(mac.digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return abs(time.time() - int(at)) < 300 and any(hmac.compare_digest(wanted, one) for one in given)


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        good = is_from_portal(self.headers, body)
        if good:
            events.append(json.loads(body))
        self.send_response(204 if good else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


def day(ahead):
    return (datetime.now(timezone(timedelta(hours=8))) + timedelta(days=ahead)).strftime("%Y-%m-%d")


person = {"name": "李雷", "cardType": "id-card", "cardNo": os.environ["CARD_NO"], "birthday": os.environ["BIRTHDAY"], "gender": "M"}
sale = {
    "reference": "PY-2026-001",
    "product": "200207",
    "plan": "30543",
    "startDate": day(1),
    "endDate": day(3),
    "holder": {**person, "mobile": "13800138000"},
    "insured": [{**person, "relation": "self"}],
}

hook = HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Hook)
hook.timeout = 0.5

# A mistake is explained.
try:
    ask("POST", "/orders", {**sale, "reference": "not allowed"}, str(uuid.uuid4()))
    sys.exit("a bad reference was taken")
except urllib.error.HTTPError as error:
    problem = json.load(error)
    assert (error.code, problem["fields"][0]["field"]) == (400, "reference"), problem
    assert problem["documentation_url"].startswith(PORTAL + "/developers/"), problem

# So is a token for the frame.
try:
    ask("GET", "/orders", audience=PORTAL)
    sys.exit("a token for the frame was taken")
except urllib.error.HTTPError as error:
    [field] = json.load(error)["fields"]
    assert (error.code, field["field"]) == (401, "aud") and "/api/partner/v1" in field["message"], field

key = str(uuid.uuid4())
order = ask("POST", "/orders", sale, key)
assert ask("POST", "/orders", sale, key)["cashierUrl"] == order["cashierUrl"]
print(order["cashierUrl"], flush=True)

# The customer pays; the webhooks tell.
until = time.time() + 40
while not any(event["type"] == "order.issued" for event in events):
    if time.time() > until:
        sys.exit("no order.issued came")
    hook.handle_request()
assert all(event["data"]["order"] == order["id"] for event in events), events

[found] = ask("GET", "/orders?reference=PY-2026-001")["items"]
assert (found["id"], found["status"]) == (order["id"], "issued"), found
[policy] = ask("GET", "/orders/" + order["id"] + "/policies")["items"]
assert ask("GET", policy["policyFile"]).startswith(b"%PDF")

# The same events without webhooks.
polled = ask("GET", "/events?limit=100")
assert {event["type"] for event in events} <= {event["type"] for event in polled["items"]}, polled
assert ask("GET", "/events?cursor=" + urllib.parse.quote(polled["nextCursor"]))["items"] == []
print("done", policy["policyCode"])
