"""The calendar: what stands in it, its pages, and the iCalendar feeds (RFC 5545, RFC 7986) that others subscribe to.

Data flows one way: `sources` say what is to stand in the calendar, `ledger` writes it down and numbers each change,
and feeds, pages and mails read the ledger alone.
"""
