/* What somebody types into a date field reaches the server, which answers with a sentence when there is no such date.
   Wagtail's picker would make the 2nd of March of 31/02/2024, and this very minute of what it cannot read. */
"use strict";

jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
