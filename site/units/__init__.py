"""The units of the bloc: who they are, who led when, which flags they won."""
