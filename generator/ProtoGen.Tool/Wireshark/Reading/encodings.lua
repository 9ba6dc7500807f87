-- Characters of other encodings than UTF-8; those that this version of Wireshark does not know are shown as ASCII.

local encodings = {
  latin1 = ENC_ISO_8859_1,
  gb18030 = ENC_GB18030 or ENC_ASCII,
  big5 = ENC_BIG5 or ENC_ASCII,
  shiftjis = ENC_SHIFT_JIS or ENC_ASCII,
  euckr = ENC_EUC_KR or ENC_ASCII,
  windows1251 = ENC_WINDOWS_1251 or ENC_ASCII,
  windows1252 = ENC_WINDOWS_1252 or ENC_ASCII,
}

local decoders = {
  utf8 = function(range) return range:string(ENC_UTF_8) end,
  ascii = function(range) return range:string(ENC_ASCII) end,
  utf16 = function(range) return range:ustring() end,
  utf16le = function(range) return range:le_ustring() end,
}

for name, encoding in pairs(encodings) do
  decoders[name] = function(range) return range:string(encoding) end
end
