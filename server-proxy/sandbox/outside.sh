#!/usr/bin/env bash
# Sells a policy to the sandbox with curl and openssl alone, step by step as the interface document describes.
#
#     outside.sh http://localhost:8081
#
# Exits with 0 and a line "ok" per step, or with 1 and the answer.
set -euo pipefail
url=${1:?address of the sandbox}

token=SANDBOX-TOKEN-0001
des_key=sandbox1
md5_key=sandbox-md5-secret-key
distr=DL1000100

hex() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n'; }
md5() { openssl dgst -md5 -r | cut -c1-32; }
# Single DES is triple DES with one key three times.
seal() { openssl enc -des-ede3 -K "$(hex "$des_key$des_key$des_key")" -base64 -A; }

# call PATH BODY S1: sets `answer`. S1 is written by hand, in capitals, so the test shares no signing rule.
call() {
  local body sign nonce
  body=$(printf %s "$2" | seal)
  sign=$(printf %s "$(printf %s "$3$md5_key" | md5)" | md5)
  nonce=$(openssl rand -hex 16)
  answer=$(curl -sS --max-time 10 -H 'content-type: application/json' "$url$1" --data-binary @- <<JSON
{"accessToken":"$token","nonce":"$nonce","requestBody":"$body","sign":"$sign","timestamp":$(date +%s)000,"version":"1.0"}
JSON
  )
}
want() {
  case $answer in
    *"$2"*) echo "ok $1" ;;
    *) echo "not ok $1: wanted $2 in $answer" >&2; exit 1 ;;
  esac
}
field() { printf %s "$answer" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
control() {
  curl -sS --max-time 10 -H 'content-type: application/json' "$url/sandbox/api$1" --data-binary "$2" >/dev/null
}

call /api/member/register \
  "{\"distrCode\":\"$distr\",\"mobile\":\"13700137000\",\"employeeCode\":\"GY66688\",\"invitateCode\":\"88888888\",\"company\":\"外部旅行社\",\"province\":\"江苏省\",\"city\":\"苏州市\",\"contact\":\"\",\"address\":\"a街1号\"}" \
  "ADDRESS=A街1号&CITY=苏州市&COMPANY=外部旅行社&DISTRCODE=$distr&EMPLOYEECODE=GY66688&INVITATECODE=88888888&MOBILE=13700137000&PROVINCE=江苏省"
want '7.1 register, an empty field in the body and not in the sign' '"code":"0000"'
member=$(field memberId)

call /api/product/getDistrProductDetail \
  "{\"productCode\":\"200207\",\"memberId\":\"$member\"}" "MEMBERID=$member&PRODUCTCODE=200207"
want '7.5 getDistrProductDetail' '旅途无忧'

start=$(date -d '+30 days' +%F)
serial=$(openssl rand -hex 12)
here=http://127.0.0.1:9
call /api/order/addTemp \
  "{\"distrCode\":\"$distr\",\"mobile\":\"13700137000\",\"memberId\":\"$member\",\"outSerialNo\":\"$serial\",\"payType\":2,\"productCode\":\"200207\",\"productName\":\"一日游\",\"deliverNotifyUrl\":\"$here/d?a=1&b=2\",\"returnNotifyUrl\":\"$here/r\",\"returnPage\":\"$here/back\",\"safeguardStartTime\":\"$start\",\"safeguardEndTime\":\"$start\",\"holderInfo\":{\"holderName\":\"李雷\",\"holderCardType\":\"1\",\"holderCardNo\":\"11010119900307109X\",\"holderBirthday\":\"1990-03-07\",\"holderGender\":\"M\"},\"insuredInfoList\":[{\"insuredName\":\"Straße O'Neil\",\"insuredCardType\":\"2\",\"insuredCardNo\":\"e12345678\",\"insuredBirthday\":\"1988-02-29\",\"insuredGender\":\"F\",\"insuredRelation\":\"5\"}]}" \
  "DELIVERNOTIFYURL=${here^^}/D?A=1&B=2&DISTRCODE=$distr&HOLDERINFO={HOLDERNAME=李雷, HOLDERCARDTYPE=1, HOLDERCARDNO=11010119900307109X, HOLDERBIRTHDAY=1990-03-07, HOLDERGENDER=M}&INSUREDINFOLIST=[{INSUREDNAME=STRASSE O'NEIL, INSUREDCARDTYPE=2, INSUREDCARDNO=E12345678, INSUREDBIRTHDAY=1988-02-29, INSUREDGENDER=F, INSUREDRELATION=5}]&MEMBERID=$member&MOBILE=13700137000&OUTSERIALNO=${serial^^}&PAYTYPE=2&PRODUCTCODE=200207&PRODUCTNAME=一日游&RETURNNOTIFYURL=${here^^}/R&RETURNPAGE=${here^^}/BACK&SAFEGUARDENDTIME=$start&SAFEGUARDSTARTTIME=$start"
want '7.4 addTemp, nested values as Java prints them' '/pages/insure/'
temp=$(field tempOrderCode)

page=$(curl -sS --max-time 10 "$(field url)")
answer=$page want 'the insure page is prefilled' "Straße O&#39;Neil"

control "/orders/$temp/actions" '{"action":"pay"}'
control /hurry '{}'
detail="{\"tempOrderCode\":\"$temp\",\"distrCode\":\"$distr\",\"memberId\":\"$member\"}"
detail_s1="DISTRCODE=$distr&MEMBERID=$member&TEMPORDERCODE=$temp"
call /api/order/getOrderDetail "$detail" "$detail_s1"
want '7.11 getOrderDetail, masked and in labels' '"insuredCardNo":"e12*****78","insuredGender":"女"'
order=$(field orderCode)

call /api/policy/getPolicyUrl "$detail" "$detail_s1"
want '7.6 getPolicyUrl' '/policy.pdf'
policy=$(printf %s "$answer" | sed -n 's/.*"policyCode":"\([^"]*\)".*/\1/p')
# Reads to the end: a curl whose pipe closes early fails.
answer=$(curl -sS --max-time 10 "$(field policyUrl)" | tr -d '\0')
answer=${answer:0:5}
want 'the policy is a PDF' '%PDF-'

call /api/order/applyInvoice \
  "{\"memberId\":\"$member\",\"orderCode\":\"$order\",\"invoiceType\":1,\"invoiceTitle\":\"李雷\"}" \
  "INVOICETITLE=李雷&INVOICETYPE=1&MEMBERID=$member&ORDERCODE=$order"
want '7.2 applyInvoice' '"code":"0000"'
control /hurry '{}'
call /api/order/getInvoiceUrl "{\"memberId\":\"$member\",\"orderCode\":\"$order\"}" "MEMBERID=$member&ORDERCODE=$order"
want '7.3 getInvoiceUrl' '/invoice.pdf'

call /api/order/getOrderListUrl \
  "{\"account\":\"13700137000\",\"distrCode\":\"$distr\",\"memberId\":\"$member\"}" \
  "ACCOUNT=13700137000&DISTRCODE=$distr&MEMBERID=$member"
want '7.8 getOrderListUrl' 'creditToken='

call /api/pay/outNotify \
  "{\"tempOrderCode\":\"$temp\",\"distrCode\":\"$distr\",\"memberId\":\"$member\",\"txnStatus\":-1}" \
  "DISTRCODE=$distr&MEMBERID=$member&TEMPORDERCODE=$temp&TXNSTATUS=-1"
want '7.7 outNotify, of an order that is not paid by credit' '"code":"9999"'

call /api/policy/surrenderByPolicyCode \
  "{\"policyCodes\":[\"$policy\"],\"distrCode\":\"$distr\",\"memberId\":\"$member\"}" \
  "DISTRCODE=$distr&MEMBERID=$member&POLICYCODES=[$policy]"
want '7.9 surrenderByPolicyCode, a list as Java prints it' '"code":"0000"'
call /api/policy/surrenderByOrderCode \
  "{\"orderCode\":\"$order\",\"distrCode\":\"$distr\",\"memberId\":\"$member\"}" \
  "DISTRCODE=$distr&MEMBERID=$member&ORDERCODE=$order"
want '7.10 surrenderByOrderCode, of what is surrendered' '"code":"4001"'

call /api/order/getOrderDetail "$detail" "$detail_s1&"
want 'a wrong sign' '"code":"2000"'
des_key=sandbox2
call /api/order/getOrderDetail "$detail" "$detail_s1"
want 'another key' '"code":"2009"'
